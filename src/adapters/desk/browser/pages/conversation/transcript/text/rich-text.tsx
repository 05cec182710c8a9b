import { memo } from "react";
import { plainOf, richOf, type Block, type Inline } from "./rich.js";

/** What was said, as nodes made one by one: nothing in it can be anything but text, bold or a link. `plain`: as typed. */
export const RichText = memo(function RichText({ text, plain }: { text: string; plain: boolean }) {
  return (plain ? plainOf(text) : richOf(text)).map((block, index) => <OneBlock key={index} block={block} />);
});

function OneBlock({ block }: { block: Block }) {
  if (block.is === "lines")
    return (
      <p>
        {block.lines.map((line, index) => (
          <span key={index}>
            {index === 0 ? null : <br />}
            <Inlines all={line} />
          </span>
        ))}
      </p>
    );
  const List = block.ordered ? "ol" : "ul";
  return (
    <List>
      {block.items.map((item, index) => (
        <li key={index}>
          <Inlines all={item} />
        </li>
      ))}
    </List>
  );
}

export const Inlines = ({ all }: { all: readonly Inline[] }) => all.map((one, index) => <OneInline key={index} one={one} />);

function OneInline({ one }: { one: Inline }) {
  if (one.is === "text") return one.text;
  if (one.is === "strong")
    return (
      <b>
        <Inlines all={one.children} />
      </b>
    );
  return (
    <a href={one.href} target="_blank" rel="noopener noreferrer nofollow">
      {one.text}
    </a>
  );
}
