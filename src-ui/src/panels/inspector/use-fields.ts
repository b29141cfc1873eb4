/** The selection's properties as the inspector's fields read and write them. */
import { useMemo } from 'react';

import type { InspectorState } from '../../protocol/InspectorState';
import type { TokenRow } from '../../protocol/TokenRow';
import { useInspector, useSession, useStudio, useTokens } from '../../state/use-session';

/** What every field shows of where its value comes from. */
export interface Binding {
  mixed: boolean;
  overridden: boolean;
  onReset: () => void;
}

export interface Fields {
  state: InspectorState;
  breakpoint: string;
  /** Whether all selected elements have the property. */
  has: (name: string) => boolean;
  /** The value that holds; absent where the selection differs. */
  value: (name: string) => string | undefined;
  /** The design token that the value comes from, where all selected elements refer to it. */
  token: (name: string) => TokenRow | undefined;
  /** Whether it is set at all, on some of them. */
  isSet: (name: string) => boolean;
  /** Several properties that one field shows: mixed where any is or where they differ. */
  bind: (...names: string[]) => Binding;
  /** Values in CSS syntax; `null` unsets. */
  set: (properties: Record<string, string | null>) => void;
}

export function useFields(): Fields {
  const session = useSession();
  const state = useInspector();
  const breakpoint = useStudio((it) => it.breakpoint);
  const tokens = useTokens();
  return useMemo(() => {
    const { ids, fields } = state;
    const value = (name: string): string | undefined => {
      const field = fields[name];
      return field?.mixed ? undefined : field?.value;
    };
    return {
      state,
      breakpoint,
      has: (name) => fields[name] !== undefined,
      value,
      token: (name) => {
        const own = fields[name]?.token;
        return own === undefined ? undefined : tokens.find((it) => it.name === own);
      },
      isSet: (name) => fields[name]?.set ?? false,
      bind: (...names) => ({
        mixed: names.some(
          (name) => fields[name]?.mixed === true || value(name) !== value(names[0] ?? name),
        ),
        overridden: names.some((name) => fields[name]?.overridden === true),
        onReset: () => session.run('element.reset', { ids, properties: names, breakpoint }),
      }),
      set: (properties) => {
        const varies = Object.keys(properties).every(
          (name) => session.properties.get(name)?.varies !== false,
        );
        session.run('element.set', {
          ids,
          properties,
          breakpoint: varies ? breakpoint : 'desktop',
        });
      },
    };
  }, [session, state, breakpoint, tokens]);
}
