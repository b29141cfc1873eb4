import { Sparkles } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../design-system/Button';
import { Icon } from '../../design-system/Icon';
import { Swatch } from '../../design-system/Swatch';
import type { RecurringValue } from '../../protocol/RecurringValue';
import { useSession } from '../../state/use-session';
import { adoptValues } from './adopt-values';

/** Offers values that recur in the designs as tokens. Looked for when asked, as it reads all. */
export function RecurringValues() {
  const session = useSession();
  const [offers, setOffers] = useState<readonly RecurringValue[]>();
  const look = (): void => setOffers(session.recurringValues());
  if (offers === undefined) {
    return (
      <div className="recurring recurring--closed">
        <Button onClick={look} data-testid="find-recurring">
          <Icon of={Sparkles} size={14} /> Find recurring values
        </Button>
      </div>
    );
  }
  const adopt = (values: readonly RecurringValue[]): void => {
    if (adoptValues(session, values)) look();
  };
  return (
    <section className="recurring" aria-label="Recurring values">
      <header className="panel-title">
        Recurring values
        {offers.length > 0 && (
          <Button onClick={() => adopt(offers)} data-testid="adopt-all">
            Make all tokens
          </Button>
        )}
      </header>
      {offers.length === 0 && (
        <p className="recurring__none">No color or size is used often enough to name it.</p>
      )}
      <ul>
        {offers.map((offer) => (
          <li key={`${offer.group} ${offer.value}`} className="row token-row">
            {offer.kind === 'color' ? (
              <Swatch background={offer.value} />
            ) : (
              <span className="token-row__icon">{offer.count}×</span>
            )}
            <span className="token-row__name" title={`${offer.label}, ${offer.value}`}>
              {offer.label}
            </span>
            <span className="token-row__value">{offer.kind === 'color' ? `${offer.count}×` : offer.value}</span>
            <Button onClick={() => adopt([offer])}>Make</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
