/** What a person is typing, until it is taken over or given up. */
import { useState } from 'react';

export interface Draft {
  /** What the field shows. */
  text: string;
  editing: boolean;
  change: (text: string) => void;
  /** Ends editing; the field shows the value again. */
  clear: () => void;
}

export function useDraft(shown: string): Draft {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  return {
    text: typed ?? shown,
    editing: typed !== undefined,
    change: setTyped,
    clear: () => setTyped(undefined),
  };
}
