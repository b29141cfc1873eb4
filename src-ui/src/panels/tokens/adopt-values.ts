import type { RecurringValue } from '../../protocol/RecurringValue';
import type { Session } from '../../state/session';

/** Makes tokens of these values, as one step of undo. */
export function adoptValues(session: Session, values: readonly RecurringValue[]): boolean {
  const outcome = session.run('token.adopt', {
    values: values.map(({ group, value, name, label }) => ({ group, value, name, label })),
  });
  return outcome !== undefined;
}
