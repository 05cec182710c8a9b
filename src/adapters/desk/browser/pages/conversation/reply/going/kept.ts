import type { MessageFile } from "../../../../../../../domain/conversation/display.js";
import { useKeptText } from "../../../../work/writing.js";

/** Under which names a conversation's unsent reply is kept in this browser. */
export const replyKept = (conversationId: string): string => `reply.${conversationId}`;
export const filesKept = (conversationId: string): string => `reply.${conversationId}.files`;

/** Files that are stored at the server and not sent yet, one a line, so that a reload loses none. */
export function useKeptFiles(
  conversationId: string,
): [files: readonly MessageFile[], set: (files: readonly MessageFile[]) => void] {
  const [text, setText] = useKeptText(filesKept(conversationId));
  const files = text.split("\n").flatMap((line): MessageFile[] => {
    try {
      return line === "" ? [] : [JSON.parse(line) as MessageFile];
    } catch {
      return [];
    }
  });
  return [files, (next) => setText(next.map((file) => JSON.stringify(file)).join("\n"))];
}
