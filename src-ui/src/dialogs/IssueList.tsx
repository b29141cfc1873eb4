import { CircleAlert, Lightbulb, TriangleAlert, type LucideIcon } from 'lucide-react';

import { Icon } from '../design-system/Icon';
import type { ExportDiagnostic } from '../protocol/ExportDiagnostic';
import type { Session } from '../state/session';
import { useSession } from '../state/use-session';

const ICONS: Record<string, LucideIcon> = {
  error: CircleAlert,
  warning: TriangleAlert,
  hint: Lightbulb,
};

interface Props {
  issues: readonly ExportDiagnostic[];
  /** Called once an issue's element is selected. */
  onOpen: () => void;
}

/** What is wrong with the design; a click goes there. */
export function IssueList({ issues, onOpen }: Props) {
  const session = useSession();
  return (
    <div>
      <p className="export__label">
        {issues.length === 1 ? '1 thing to look at' : `${issues.length} things to look at`}
      </p>
      <div className="export__list scroll">
        {issues.map((issue, index) => (
          <button
            key={index}
            type="button"
            className="issue"
            data-testid="issue"
            data-severity={issue.severity}
            onClick={() => {
              goTo(session, issue);
              onOpen();
            }}
          >
            <Icon of={ICONS[issue.severity] ?? Lightbulb} size={14} />
            <span>
              {issue.message} {issue.hint}
              <span className="issue__where">
                {' '}
                {issue.page} · {issue.name}
              </span>
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

function goTo(session: Session, issue: ExportDiagnostic): void {
  const { pages, page } = session.state.value;
  const target = pages.find((it) => it.route === issue.page);
  if (target && target.id !== page) session.run('page.open', { page: target.id });
  if (!issue.element) return;
  const ids = [issue.element];
  // A page that was never open has its elements only once the host has sent them.
  const select = (): void => {
    if (!session.state.value.pageLoaded) return;
    stop();
    session.run('select.set', { ids, toggle: false });
    session.run('view.zoom-selection');
  };
  const stop = session.state.subscribe(select);
  select();
}
