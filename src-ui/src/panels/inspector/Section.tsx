import type { ReactNode } from 'react';

interface Props {
  title: string;
  actions?: ReactNode;
  /** Absent: the section is its title alone, with the action that fills it. */
  children?: ReactNode;
}

export function Section({ title, actions, children }: Props) {
  const empty = children === undefined || children === null || children === false;
  return (
    <section className={`section${empty ? ' section--closed' : ''}`} aria-label={title}>
      <header className="section__head">
        <h2 className="section__title">{title}</h2>
        <div className="section__actions">{actions}</div>
      </header>
      {!empty && <div className="section__body">{children}</div>}
    </section>
  );
}
