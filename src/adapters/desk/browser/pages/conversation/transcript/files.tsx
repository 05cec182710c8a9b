import { useEffect, useState } from "react";
import type { MessageFile } from "../../../../../../domain/conversation/display.js";
import { BASE } from "../../../page-facts.js";
import { IconDownload, IconFile } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { TRANSCRIPT_WORDS } from "./words.js";
import { sizeOf } from "../reply/files/size.js";

/** What browsers show; others are files to take along. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const SHOWN_BYTES_MOST = 8_000_000;

export function Files({ files }: { files: readonly MessageFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          {SHOWN.has(file.type) && file.bytes <= SHOWN_BYTES_MOST ? <Picture file={file} /> : <Download file={file} />}
        </li>
      ))}
    </ul>
  );
}

const addressOf = ({ id }: MessageFile): string => `${BASE}/api/v1/attachments/${id}`;

function Download({ file }: { file: MessageFile }) {
  const t = useWords(TRANSCRIPT_WORDS);
  return (
    <a className="file" href={addressOf(file)} download={file.name} aria-label={t.download(file.name, sizeOf(file.bytes))}>
      <IconFile size={16} aria-hidden />
      <span className="name">{file.name}</span>
      <span className="t3 nb">{sizeOf(file.bytes)}</span>
      <IconDownload size={16} aria-hidden />
    </a>
  );
}

/** As a blob of this page: the address itself is only ever given out to be saved. */
function Picture({ file }: { file: MessageFile }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const [source, setSource] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    let made: string | null = null;
    const load = async (): Promise<void> => {
      const answer = await fetch(addressOf(file), { credentials: "same-origin", signal: left.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      made = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: file.type }));
      setSource(made);
    };
    load().catch(() => left.signal.aborted || setFailed(true));
    return () => {
      left.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [file.id]);
  return (
    <figure className="picture">
      {source === null ? (
        <span className="still" role="status">
          {failed ? t.noPicture : ""}
        </span>
      ) : (
        <a href={source} target="_blank" rel="noopener noreferrer" aria-label={t.picture(file.name)}>
          <img src={source} alt={file.name} />
        </a>
      )}
      <figcaption>
        <Download file={file} />
      </figcaption>
    </figure>
  );
}
