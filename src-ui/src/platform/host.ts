/** What the studio asks of the program that owns the file: the desktop shell or `omnios serve`. */
import type { AssetRow } from '../protocol/AssetRow';
import type { DrawingAnswer } from '../protocol/DrawingAnswer';
import type { HostError } from '../protocol/HostError';
import type { HostRequest } from '../protocol/HostRequest';
import type { HostResponse } from '../protocol/HostResponse';
import type { ImportAnswer } from '../protocol/ImportAnswer';

export type { HostRequest, HostResponse };

/** What happens on the line to the host. `opened` may follow `closed` any number of times. */
export interface SyncHandlers {
  opened: () => void;
  closed: () => void;
  received: (frame: Uint8Array) => void;
}

/** The line over which documents are kept in step. */
export interface SyncLine {
  /** Sends a frame. Frames sent while the line is closed are dropped: the engine sends anew. */
  send: (frame: Uint8Array) => void;
  close: () => void;
}

export interface Host {
  readonly kind: 'browser' | 'desktop';
  openSync: (handlers: SyncHandlers) => SyncLine;
  /** Rejects with {@link HostFailure}. */
  request: (request: HostRequest) => Promise<HostResponse>;
  readAsset: (hash: string) => Promise<Blob>;
  /** Stores a file's bytes; the `asset.add` command then makes it part of the project. */
  addAsset: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<AssetRow>;
  /** Reads web pages, packed as `packFiles` does; the `page.import` command then puts them in. */
  readPages: (upload: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<ImportAnswer>;
  /** Reads an SVG file; the `element.paste` command then puts its vectors in. */
  readDrawing: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<DrawingAnswer>;
  /** Hands a file that the host offers under `address` to the person. */
  download: (address: string) => void;
}

/** A request that the host refused or that never reached it. */
export class HostFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'HostFailure';
  }
}

export function isHostError(value: unknown): value is HostError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.code === 'string' &&
    typeof value.message === 'string'
  );
}
