import { useProblemWords } from "../../../../api/problem-words.js";
import { ActionIcon } from "../../../../ui/controls.js";
import { IconFile, IconRefresh, IconX } from "../../../../ui/icons.js";
import { useWords } from "../../../../words.js";
import { sizeOf } from "./size.js";
import type { Upload, useUploads } from "./uploads.js";
import type { Reply } from "../use-reply.js";
import { REPLY_WORDS } from "../words.js";

/** What goes with the reply, and what is still on its way up. */
export function FileRow({ reply, uploads }: { reply: Reply; uploads: ReturnType<typeof useUploads> }) {
  if (reply.files.length === 0 && uploads.all.length === 0) return null;
  return (
    <ul className="file-row">
      {reply.files.map((file) => (
        <li key={file.id}>
          <IconFile size={14} aria-hidden />
          <span className="name">{file.name}</span>
          <span className="t3 nb">{sizeOf(file.bytes)}</span>
          <Remove name={file.name} run={() => reply.setFiles(reply.files.filter(({ id }) => id !== file.id))} />
        </li>
      ))}
      {uploads.all.map((upload) => (
        <Rising key={upload.id} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
}

function Rising({ upload, uploads }: { upload: Upload; uploads: ReturnType<typeof useUploads> }) {
  const t = useWords(REPLY_WORDS);
  const say = useProblemWords();
  const { file, percent, problem } = upload;
  const large = problem?.code === "file_too_large" && uploads.bytesMost !== null;
  const words =
    problem === null
      ? t.uploading(percent)
      : large
        ? t.tooLarge(sizeOf(file.size), sizeOf(Math.floor((uploads.bytesMost ?? 0) / 1_048_576) * 1_000_000))
        : problem.code === "empty_file"
          ? t.emptyFile
          : say(problem);
  return (
    <li className={problem === null ? "" : "bad"} {...(problem === null ? {} : { role: "alert" })}>
      <IconFile size={14} aria-hidden />
      <span className="name">{file.name}</span>
      <span>{words}</span>
      {problem === null ? <progress max={100} value={percent} aria-label={words} /> : null}
      {problem !== null && (problem.status === 0 || problem.status >= 500) ? (
        <ActionIcon variant="subtle" size={28} aria-label={t.again} onClick={() => uploads.again(upload)}>
          <IconRefresh size={14} />
        </ActionIcon>
      ) : null}
      <Remove name={file.name} run={() => uploads.drop(upload)} />
    </li>
  );
}

function Remove({ name, run }: { name: string; run: () => void }) {
  const t = useWords(REPLY_WORDS);
  return (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={t.removeFile(name)} onClick={run}>
      <IconX size={14} />
    </ActionIcon>
  );
}
