import { LogLevel, type Logger } from "@slack/bolt";

/** The libraries log words of messages and headers; what an operator has to know is told by us. */
export const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
