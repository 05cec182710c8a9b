import { Component } from "preact";
import type { ComponentChildren } from "preact";
import type { App } from "./app.js";

/** A fault of ours is told in a sentence, never by an empty panel. */
export class Boundary extends Component<{ app: App; children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: true });
    this.props.app.host.emit("error", { message: String(error) });
  }

  override render(): ComponentChildren {
    const { app, children } = this.props;
    if (!this.state.broken) return children;
    const w = app.words.value;
    return (
      <div class="await" role="alert">
        <p>{w.broken}</p>
        <button type="button" class="btn" onClick={() => location.reload()}>
          {w.reload}
        </button>
      </div>
    );
  }
}
