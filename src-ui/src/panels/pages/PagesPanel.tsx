import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';

import { IconButton } from '../../design-system/IconButton';
import { useSession, useStudio } from '../../state/use-session';
import { followRowDrag } from '../row-drag';
import { PageItem } from './PageItem';
import { pageMoveIndex } from './page-order';
import './pages.css';

const ROW_PX = 28;

/** The site's pages with their routes. */
export function PagesPanel() {
  const session = useSession();
  const pages = useStudio((state) => state.pages);
  const current = useStudio((state) => state.page);
  const list = useRef<HTMLUListElement>(null);
  const [line, setLine] = useState<number>();

  const beginDrag = (down: { clientX: number; clientY: number }, from: number): void => {
    let latest: number | undefined;
    followRowDrag(down, {
      onMove: (event) => {
        const element = list.current;
        if (!element) return;
        const y = event.clientY - element.getBoundingClientRect().top;
        latest = Math.min(Math.max(Math.round(y / ROW_PX), 0), pages.length);
        setLine(latest);
      },
      onDrop: () => {
        const index = latest === undefined ? undefined : pageMoveIndex(from, latest);
        const page = pages[from];
        if (page && index !== undefined) session.run('page.move', { page: page.id, index });
      },
      onEnd: () => setLine(undefined),
    });
  };

  return (
    <section className="pages scroll" aria-label="Pages">
      <header className="panel-title">
        Pages
        <IconButton
          icon={Plus}
          label="Add page"
          data-testid="add-page"
          onClick={() => {
            const page = session.run('page.create')?.created?.[0];
            if (page) session.run('page.open', { page });
          }}
        />
      </header>
      <ul ref={list} style={{ position: 'relative' }}>
        {pages.map((page, index) => (
          <PageItem
            key={page.id}
            page={page}
            index={index}
            count={pages.length}
            current={page.id === current}
            onPointerDown={(event) => {
              if (event.button === 0) beginDrag(event, index);
            }}
          />
        ))}
        {line !== undefined && (
          <div className="drop-line" style={{ top: line * ROW_PX - 1, left: 14 }} />
        )}
      </ul>
    </section>
  );
}
