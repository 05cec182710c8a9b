import { useRef, useState } from "react";
import type { MessageFile } from "../../../../../../../domain/conversation/display.js";
import { useRead } from "../../../../api/queries.js";
import type { Problem } from "../../../../api/client.js";
import { BASE } from "../../../../page-facts.js";
import { restoreKept } from "../../../../work/writing.js";
import { filesKept } from "../going/kept.js";

export interface Upload {
  id: number;
  file: File;
  /** 0 to 100. */
  percent: number;
  problem: Problem | null;
}

interface Uploads {
  all: readonly Upload[];
  /** On their way. */
  busy: boolean;
  add: (files: Iterable<File>) => void;
  again: (upload: Upload) => void;
  drop: (upload: Upload) => void;
  /** Of one file; null: not known yet. */
  bytesMost: number | null;
}

let ids = 1;

/** Files on their way to the server; one that has arrived stands among the kept ones of its conversation, whoever looks then. */
export function useUploads(conversationId: string): Uploads {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<number, () => void>());
  const limits = useLimits();
  const change = (id: number, to: Partial<Upload>): void =>
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const remove = (id: number): void => setAll((before) => before.filter((one) => one.id !== id));
  const start = (id: number, file: File): void => {
    const tooLarge = limits !== null && file.size > limits.bytesMost;
    if (tooLarge || file.size === 0)
      return change(id, { problem: { status: 413, code: tooLarge ? "file_too_large" : "empty_file", detail: "" } });
    const { done, stop } = upload({ conversationId, file, progress: (percent) => change(id, { percent }) });
    running.current.set(id, stop);
    void done.then((answered) => {
      running.current.delete(id);
      if ("problem" in answered) return change(id, { problem: answered.problem });
      remove(id);
      restoreKept(filesKept(conversationId), JSON.stringify(answered.file));
    });
  };
  return {
    all,
    busy: all.some(({ problem }) => problem === null),
    add: (files) => {
      const fresh = [...files].map((file): Upload => ({ id: ids++, file, percent: 0, problem: null }));
      setAll((before) => [...before, ...fresh]);
      for (const { id, file } of fresh) start(id, file);
    },
    again: ({ id, file }) => {
      change(id, { percent: 0, problem: null });
      start(id, file);
    },
    drop: ({ id }) => {
      running.current.get(id)?.();
      remove(id);
    },
    bytesMost: limits?.bytesMost ?? null,
  };
}

interface Limits {
  bytesMost: number;
}

/** As the chat's own page is told them; until then the server judges alone. */
function useLimits(): Limits | null {
  const { data } = useRead<{ files?: Limits }>(["file-limits"], "/../../chat/desk");
  return data?.files ?? null;
}

interface Wish {
  conversationId: string;
  file: File;
  progress: (percent: number) => void;
}

/** By XMLHttpRequest, since fetch does not tell how far it is. */
function upload({ conversationId, file, progress }: Wish): {
  done: Promise<{ file: MessageFile } | { problem: Problem }>;
  stop: () => void;
} {
  const request = new XMLHttpRequest();
  const done = new Promise<{ file: MessageFile } | { problem: Problem }>((resolve) => {
    const away: Problem = { status: 0, code: "away", detail: "The server cannot be reached." };
    request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((loaded / Math.max(1, total)) * 100));
    request.onerror = () => resolve({ problem: away });
    request.onabort = () => resolve({ problem: away });
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText) as MessageFile & Problem;
        resolve(request.status === 201 ? { file: body } : { problem: { ...body, status: request.status } });
      } catch {
        resolve({ problem: { status: request.status, code: "cut", detail: "" } });
      }
    };
  });
  request.open("POST", `${BASE}/api/v1/attachments?conversationId=${conversationId}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
  request.send(file);
  return { done, stop: () => request.abort() };
}
