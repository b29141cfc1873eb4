/** The host behind `omnios serve`: HTTP for requests and assets, a WebSocket for documents. */
import type { AssetRow } from '../protocol/AssetRow';
import type { DrawingAnswer } from '../protocol/DrawingAnswer';
import type { HostResponse } from '../protocol/HostResponse';
import type { ImportAnswer } from '../protocol/ImportAnswer';
import { HostFailure, isHostError, type Host, type SyncHandlers, type SyncLine } from './host';
import { backOffMs } from './back-off';

export class BrowserHost implements Host {
  readonly kind = 'browser';

  openSync(handlers: SyncHandlers): SyncLine {
    return new SocketLine(handlers);
  }

  async request(request: unknown): Promise<HostResponse> {
    const answer = await reach('/api/request', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return (await answer.json()) as HostResponse;
  }

  async readAsset(hash: string): Promise<Blob> {
    return (await reach(`/assets/${encodeURIComponent(hash)}`)).blob();
  }

  async addAsset(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<AssetRow> {
    const answer = await reach(`/assets?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    return (await answer.json()) as AssetRow;
  }

  async readDrawing(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<DrawingAnswer> {
    const answer = await reach(`/drawings?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    return (await answer.json()) as DrawingAnswer;
  }

  async readPages(upload: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<ImportAnswer> {
    const answer = await reach('/import', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: upload,
      signal,
    });
    return (await answer.json()) as ImportAnswer;
  }

  download(address: string): void {
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    link.click();
  }
}

async function reach(address: string, options?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new HostFailure(
      'host.unreachable',
      'The program that keeps the file doesn’t answer. Your edits are kept in this window. Start `omnios serve` again, then retry.',
    );
  }
  if (answer.ok) return answer;
  const body: unknown = await answer.json().catch(() => undefined);
  if (isHostError(body)) throw new HostFailure(body.code, body.message);
  throw new HostFailure(
    `http.${answer.status}`,
    `The host refused this (${answer.status} ${answer.statusText}). Nothing was changed. Try again, or restart the studio.`,
  );
}

/** A WebSocket that opens itself again. */
class SocketLine implements SyncLine {
  #socket: WebSocket | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #path: string | undefined;
  readonly #handlers: SyncHandlers;

  constructor(handlers: SyncHandlers) {
    this.#handlers = handlers;
    this.#connect();
    addEventListener('online', this.#connectNow);
  }

  send(frame: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(frame as Uint8Array<ArrayBuffer>);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#connectNow);
    this.#socket?.close();
  }

  #connect(): void {
    void this.#project().then(
      (path) => {
        if (!this.#closed) this.#open(path);
      },
      () => {
        this.#connectLater(false);
      },
    );
  }

  /**
   * The file this window is about. It is asked for once and named at every connection: a server
   * that was started again on another file must not take this window's edits.
   */
  async #project(): Promise<string> {
    if (this.#path === undefined) {
      const answer = await reach('/api/request', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request: 'session' }),
      });
      const session = (await answer.json()) as HostResponse;
      if (session.response !== 'session') throw new Error('The host answered something else.');
      this.#path = session.path;
    }
    return this.#path;
  }

  #connectLater(wasOpen: boolean): void {
    if (this.#closed) return;
    // The first refusal is told too, so that the window says why it stays empty.
    if (wasOpen || this.#attempt === 0) this.#handlers.closed();
    this.#timer = setTimeout(() => {
      this.#connect();
    }, backOffMs(this.#attempt++));
  }

  #open(path: string): void {
    const address = new URL('/sync', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    address.searchParams.set('path', path);
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
      this.#attempt = 0;
      this.#handlers.opened();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) this.#handlers.received(new Uint8Array(event.data));
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#connectLater(wasOpen);
    };
    this.#socket = socket;
  }

  readonly #connectNow = (): void => {
    if (this.#socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.#timer);
    this.#connect();
  };
}
