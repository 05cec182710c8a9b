import { useParams } from "wouter";
import { ConversationPane } from "../conversation/conversation.js";
import { SidePane } from "../side/side.js";
import { usePanes } from "./panes.js";
import { QueuePane } from "./queue-pane.js";
import "./queue.css";

/** The agent's day: what is due, the conversation at hand, and what is known of it. The address names the ticket. */
export function QueuePage() {
  const { number = null } = useParams<{ number?: string }>();
  return (
    <div className="three" ref={usePanes()}>
      <QueuePane selected={number} />
      <ConversationPane ticketRef={number} />
      <SidePane ticketRef={number} />
    </div>
  );
}
