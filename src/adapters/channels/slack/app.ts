/** The app as it is installed in its workspace. */
export interface SlackApp {
  /** `xoxb-…` */
  botToken: string;
  /** With which Slack signs what it sends over HTTP; null only with {@link appToken}. */
  signingSecret: string | null;
  /** `xapp-…`: Socket Mode in place of HTTP; null: Slack comes to `/slack/events`. */
  appToken: string | null;
  /** Ends in a slash; tests name a stand-in. */
  apiUrl: string;
  /** Left between two messages to one channel; left out: a second, as Slack asks. Tests whose Slack counts none hurry. */
  paceMs?: number;
}

export const SLACK_API_URL = "https://slack.com/api/";
