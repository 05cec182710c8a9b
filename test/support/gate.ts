import { createServer, connect, type Socket, type Server } from "node:net";

/** Stands between the product and Postgres, and can be a database that is gone. */
export class Gate {
  url = "";
  private server!: Server;
  private readonly open = new Set<Socket>();
  private away = false;

  async before(databaseUrl: string): Promise<string> {
    const target = new URL(databaseUrl);
    const { port, hostname } = target;
    this.server = createServer((socket) => {
      if (this.away) return void socket.resetAndDestroy();
      const onward = connect(Number(port), hostname);
      for (const [from, to] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.open.add(from);
        from.on("error", () => to.destroy());
        from.on("close", () => {
          this.open.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    target.port = String((this.server.address() as { port: number }).port);
    target.hostname = "127.0.0.1";
    return (this.url = target.href);
  }

  shut(): void {
    this.away = true;
    for (const socket of this.open) socket.resetAndDestroy();
  }

  reopen(): void {
    this.away = false;
  }

  close(): Promise<void> {
    this.shut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
