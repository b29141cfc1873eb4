import { Button } from './design-system/Button';
import type { FailureText } from './state/failure';

/** The window's last word where it can't go on: what happened, what is safe, what to do. */
export function Failure({ failure }: { failure: FailureText }) {
  return (
    <main className="failure" role="alert" data-testid="failure">
      <div className="failure__card">
        <h1 className="failure__title">{failure.title}</h1>
        <p className="failure__text">{failure.text}</p>
        {failure.detail && <p className="failure__detail">{failure.detail}</p>}
        <div>
          <Button look="primary" onClick={() => location.reload()}>
            {failure.action}
          </Button>
        </div>
      </div>
    </main>
  );
}
