import type { CSSProperties, KeyboardEvent } from 'react';

import { alignmentOf, cellOf } from './alignment';
import type { Fields } from './use-fields';

const NAMES = [
  ['Top left', 'Top center', 'Top right'],
  ['Middle left', 'Center', 'Middle right'],
  ['Bottom left', 'Bottom center', 'Bottom right'],
];

/** Where an auto layout puts its children. */
export function AlignmentGrid({ fields, isRow }: { fields: Fields; isRow: boolean }) {
  const current = cellOf(
    { justify: fields.value('justify-content'), align: fields.value('align-items') },
    isRow,
  );
  const choose = (column: number, row: number): void => {
    const { justify, align } = alignmentOf(column, row, isRow);
    // Stretching and spreading hold along one axis; the grid sets the axis that was clicked.
    fields.set({ 'justify-content': justify, 'align-items': align });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const limit = (number: number): number => Math.min(2, Math.max(0, number));
    const column = limit((current?.column ?? 0) + move[0]);
    const row = limit((current?.row ?? 0) + move[1]);
    choose(column, row);
    const cells = event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]');
    cells[row * 3 + column]?.focus();
  };
  return (
    <div
      className={`align-grid${isRow ? ' align-grid--row' : ''}`}
      role="radiogroup"
      aria-label="Alignment of the children"
      onKeyDown={onKeyDown}
    >
      {NAMES.flatMap((names, row) =>
        names.map((name, column) => {
          const chosen = current?.column === column && current.row === row;
          const focusable = chosen || (!current && row === 0 && column === 0);
          return (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={chosen}
              aria-label={name}
              title={name}
              tabIndex={focusable ? 0 : -1}
              className="align-grid__cell"
              style={{ '--cross': `${(isRow ? row : column) * 50}%` } as CSSProperties}
              onClick={() => choose(column, row)}
            />
          );
        }),
      )}
    </div>
  );
}
