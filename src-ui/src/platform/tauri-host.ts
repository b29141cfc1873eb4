/** The desktop shell as host: Tauri's IPC. */
import { Channel, invoke } from '@tauri-apps/api/core';

import type { AssetRow } from '../protocol/AssetRow';
import type { DrawingAnswer } from '../protocol/DrawingAnswer';
import type { HostRequest } from '../protocol/HostRequest';
import type { HostResponse } from '../protocol/HostResponse';
import type { ImportAnswer } from '../protocol/ImportAnswer';
import { HostFailure, isHostError, type Host, type SyncHandlers, type SyncLine } from './host';

export class TauriHost implements Host {
  readonly kind = 'desktop';

  openSync(handlers: SyncHandlers): SyncLine {
    let open = true;
    const channel = new Channel<ArrayBuffer | number[]>();
    channel.onmessage = (message) => {
      if (open) handlers.received(new Uint8Array(message));
    };
    const fail = (): void => {
      if (open) handlers.closed();
    };
    invoke('sync_open', { channel }).then(() => {
      if (open) handlers.opened();
    }, fail);
    return {
      send: (frame) => {
        invoke('sync_send', frame).catch(fail);
      },
      close: () => {
        open = false;
      },
    };
  }

  request(request: HostRequest): Promise<HostResponse> {
    return call<HostResponse>('host_request', { request });
  }

  async readAsset(hash: string): Promise<Blob> {
    return new Blob([await call<ArrayBuffer>('asset_read', { hash })]);
  }

  addAsset(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<AssetRow> {
    // Header values are ASCII; file names aren't.
    return call<AssetRow>('asset_add', bytes, { headers: { name: encodeURIComponent(name) } });
  }

  readDrawing(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<DrawingAnswer> {
    return call<DrawingAnswer>('drawing_read', bytes, {
      headers: { name: encodeURIComponent(name) },
    });
  }

  readPages(upload: Uint8Array<ArrayBuffer>): Promise<ImportAnswer> {
    return call<ImportAnswer>('pages_read', upload);
  }

  download(): void {
    // The desktop writes files where its save dialog says; there is nothing to download.
  }
}

async function call<T>(...args: Parameters<typeof invoke>): Promise<T> {
  try {
    return await invoke<T>(...args);
  } catch (error) {
    if (isHostError(error)) throw new HostFailure(error.code, error.message);
    throw new HostFailure(
      'host.failed',
      `The desktop program couldn’t do this: ${String(error)}. Nothing was changed. Try again, or restart the studio.`,
    );
  }
}
