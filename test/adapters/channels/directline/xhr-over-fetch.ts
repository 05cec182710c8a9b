/** As much of XMLHttpRequest as rxjs 5 uses, over fetch. */
export class XhrOverFetch {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = "";
  responseType = "";
  timeout = 0;
  onreadystatechange: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  upload = {};
  #headers: Record<string, string> = {};
  #asked = { method: "GET", url: "" };
  #aborting = new AbortController();

  open(method: string, url: string): void {
    this.#asked = { method, url };
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  getAllResponseHeaders(): string {
    return "";
  }
  abort(): void {
    this.#aborting.abort();
  }
  send(body?: string): void {
    const { method, url } = this.#asked;
    fetch(url, { method, headers: this.#headers, body: body ?? null, signal: this.#aborting.signal })
      .then(async (response) => {
        this.status = response.status;
        this.responseText = await response.text();
        this.response = this.responseText.startsWith("{") ? JSON.parse(this.responseText) : this.responseText;
      })
      .catch(() => (this.status = 0))
      .finally(() => {
        this.readyState = 4;
        this.onreadystatechange?.();
      });
  }
}
