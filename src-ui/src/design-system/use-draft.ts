/** What a person is typing, until it is taken over or given up. */
import { useRef, useState } from 'react';

export interface Draft {
  /** What the field shows. */
  text: string;
  /** What was typed, as of now rather than as of the last drawing: giving up and leaving the
   * field happen within one event. Absent while nothing is. */
  typed: () => string | undefined;
  change: (text: string) => void;
  /** Ends editing; the field shows the value again. */
  clear: () => void;
}

export function useDraft(shown: string): Draft {
  const [drawn, setDrawn] = useState<string | undefined>(undefined);
  const latest = useRef<string | undefined>(undefined);
  const change = (text: string | undefined): void => {
    latest.current = text;
    setDrawn(text);
  };
  return {
    text: drawn ?? shown,
    typed: () => latest.current,
    change,
    clear: () => change(undefined),
  };
}
