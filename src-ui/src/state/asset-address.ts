/** Addresses under which the window shows assets as pictures. */
import { useEffect, useState } from 'react';

import type { Session } from './session';
import { useSession } from './use-session';

const addresses = new Map<string, Promise<string>>();

function addressOf(session: Session, hash: string): Promise<string> {
  let address = addresses.get(hash);
  if (!address) {
    address = session.host.readAsset(hash).then((blob) => URL.createObjectURL(blob));
    // A failed read is tried again at the next look.
    address.catch(() => addresses.delete(hash));
    addresses.set(hash, address);
  }
  return address;
}

export function useAssetAddress(hash: string | undefined): string | undefined {
  const session = useSession();
  const [shown, setShown] = useState<{ hash: string; address: string }>();
  useEffect(() => {
    if (!hash) return;
    let current = true;
    addressOf(session, hash).then(
      (address) => {
        if (current) setShown({ hash, address });
      },
      // The picture stays away; the name beside it still says what it is.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, hash]);
  return shown && shown.hash === hash ? shown.address : undefined;
}
