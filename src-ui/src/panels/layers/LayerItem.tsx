import { ChevronRight, Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { memo } from 'react';

import { Icon } from '../../design-system/Icon';
import type { LayerRow } from '../../protocol/LayerRow';
import { renaming } from '../../state/ui-state';
import { useSession } from '../../state/use-session';
import { InlineName } from '../InlineName';
import { layerIcon } from './layer-icon';

interface Props {
  row: LayerRow;
  /** Distance from the list's top in px. */
  top: number;
  active: boolean;
  renamed: boolean;
  dropInside: boolean;
  setSize: number;
  position: number;
}

export const LayerItem = memo(function LayerItem(props: Props) {
  const { row, top, active, renamed, dropInside } = props;
  const session = useSession();
  const isRoot = row.parent === undefined;
  const classes = [
    'row layer',
    row.selected && 'layer--selected',
    row.hovered && !row.selected && 'layer--hovered',
    row.dimmed && 'layer--dimmed',
    active && 'layer--active',
    isRoot && 'layer--root',
    dropInside && 'layer--drop-inside',
  ];
  return (
    <div
      id={`layer-${row.id}`}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={row.selected}
      aria-expanded={row.hasChildren ? row.expanded : undefined}
      aria-label={row.name}
      aria-setsize={props.setSize}
      aria-posinset={props.position}
      data-testid="layer-row"
      data-element-id={row.id}
      data-selected={row.selected}
      data-kind={row.kind}
      className={classes.filter(Boolean).join(' ')}
      style={{
        transform: `translateY(${top}px)`,
        paddingLeft: `calc(var(--space-2) + var(--indent) * ${row.depth})`,
      }}
    >
      {row.hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          className="layer__toggle"
          aria-label={row.expanded ? `Collapse ${row.name}` : `Expand ${row.name}`}
          aria-expanded={row.expanded}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => session.setExpanded(row.id, !row.expanded)}
        >
          <Icon of={ChevronRight} size={12} />
        </button>
      ) : (
        <span className="layer__toggle" />
      )}
      <span className="layer__icon">
        <Icon of={layerIcon(row.kind, row.autoLayout, row.component)} size={14} />
      </span>
      {renamed ? (
        <InlineName
          label="Layer name"
          name={row.name}
          onDone={(name) => {
            renaming.set(undefined);
            if (name) session.run('element.rename', { ids: [row.id], name });
          }}
        />
      ) : (
        <span className="row__name" onDoubleClick={() => renaming.set(row.id)}>
          {row.name}
        </span>
      )}
      {!isRoot && !renamed && (
        <>
          <RowAction
            label={row.locked ? `Unlock ${row.name}` : `Lock ${row.name}`}
            on={row.locked}
            icon={row.locked ? Lock : LockOpen}
            run={() => session.run('element.toggle-locked', { ids: [row.id] })}
          />
          <RowAction
            label={row.hidden ? `Show ${row.name}` : `Hide ${row.name}`}
            on={row.hidden}
            icon={row.hidden ? EyeOff : Eye}
            run={() => session.run('element.toggle-hidden', { ids: [row.id] })}
          />
        </>
      )}
    </div>
  );
});

interface RowActionProps {
  label: string;
  on: boolean;
  icon: typeof Eye;
  run: () => void;
}

/** A button at a row's end; plain titles, since tooltips for every row would be heavy. */
function RowAction({ label, on, icon, run }: RowActionProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`layer__action${on ? ' layer__action--on' : ''}`}
      aria-label={label}
      title={label}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={run}
    >
      <Icon of={icon} size={14} />
    </button>
  );
}
