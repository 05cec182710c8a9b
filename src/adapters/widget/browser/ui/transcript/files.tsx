import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { fileGlyph, humanBytes } from "../../files/files.js";
import type { FileAttachment, MessageActivity } from "../../line/types.js";
import { useApp } from "../app.js";
import { Icon } from "../icons.js";

interface FileView {
  name: string;
  type: string;
  /** Null: cannot be opened. */
  url: string | null;
  bytes: number | null;
}

/** The files of a message that the server has. */
export function Files({ activity }: { activity: MessageActivity }): VNode | null {
  const files = filesOf(activity);
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file, index) => (
        <li key={`${index} ${file.name}`}>
          <OneFile file={file} />
        </li>
      ))}
    </ul>
  );
}

/** The files of a message on its way. */
export function OwnFiles({ files }: { files: readonly File[] }): VNode | null {
  const views = useMemo(() => files.map(viewOf), [files]);
  useEffect(() => () => views.forEach(({ url }) => url !== null && URL.revokeObjectURL(url)), [views]);
  if (views.length === 0) return null;
  return (
    <ul class="files">
      {views.map((file, index) => (
        <li key={`${index} ${file.name}`}>
          <OneFile file={file} local />
        </li>
      ))}
    </ul>
  );
}

const viewOf = (file: File): FileView => ({
  name: file.name,
  type: file.type,
  url: file.type.startsWith("image/") ? URL.createObjectURL(file) : null,
  bytes: file.size,
});

function filesOf({ attachments = [], channelData }: MessageActivity): FileView[] {
  const files = attachments.filter((one): one is FileAttachment => "contentUrl" in one);
  return files.map(({ name, contentType, contentUrl }, index) => ({
    name,
    type: contentType,
    url: /^https?:\/\//.test(contentUrl) ? contentUrl : null,
    bytes: channelData?.attachmentSizes?.[index] ?? null,
  }));
}

/** An image as a small picture; a row where it cannot be shown: the site's policy may refuse it, its link may have run out. */
function OneFile({ file, local = false }: { file: FileView; local?: boolean }): VNode {
  const { words } = useApp();
  const refused = useSignal(false);
  if (file.url === null || refused.value || !/^image\/(?!svg|heic|tiff)/.test(file.type))
    return <FileRow file={file} local={local} />;
  const picture = <img src={file.url} alt={file.name} loading="lazy" onError={() => (refused.value = true)} />;
  if (local) return <span class="thumb">{picture}</span>;
  return (
    <a class="thumb" href={file.url} target="_blank" rel="noopener noreferrer" aria-label={words.value.openImage(file.name)}>
      {picture}
    </a>
  );
}

function FileRow({ file, local }: { file: FileView; local: boolean }): VNode {
  const { words, locale } = useApp();
  const size = file.bytes === null ? "" : humanBytes(file.bytes, locale.value);
  const inside = (
    <>
      <Icon name={ICONS[fileGlyph(file.type)]} />
      <span class="filename">
        <bdi>{file.name}</bdi>
        {size !== "" && <small>{size}</small>}
      </span>
    </>
  );
  if (local || file.url === null) return <span class="filerow">{inside}</span>;
  return (
    <a class="filerow" href={file.url} download={file.name} rel="noopener noreferrer">
      {inside}
      <span class="unseen">{words.value.download}</span>
      <Icon name="download" />
    </a>
  );
}

const ICONS = {
  image: "image",
  pdf: "text",
  table: "table",
  text: "text",
  sound: "sound",
  film: "film",
  archive: "archive",
  file: "file",
} as const;
