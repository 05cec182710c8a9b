import { Link } from "wouter";
import "./tabs.css";

/** Parts of a page, each with an address of its own, so that a link and "back" lead to it. */
export function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { href: string; name: string; n?: number | undefined; on: boolean }[];
}) {
  return (
    <nav className="page-tabs" aria-label={label}>
      {tabs.map(({ href, name, n, on }) => (
        <Link key={href} href={href} {...(on ? { "aria-current": "page" as const } : {})}>
          {name}
          {n === undefined ? null : <small> {n}</small>}
        </Link>
      ))}
    </nav>
  );
}
