import { LogLevel, type Logger } from "@slack/bolt";

const nothing = (): void => undefined;

/** The clients of Slack log what these tests provoke. */
export const QUIET: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
