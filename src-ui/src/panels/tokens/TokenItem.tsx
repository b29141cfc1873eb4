import { Hexagon, Trash2 } from 'lucide-react';

import { Button } from '../../design-system/Button';
import { ColorPicker } from '../../design-system/ColorPicker';
import { Icon } from '../../design-system/Icon';
import { Popover } from '../../design-system/Popover';
import { Swatch } from '../../design-system/Swatch';
import { TextField } from '../../design-system/TextField';
import type { TokenRow } from '../../protocol/TokenRow';
import { formatColor, parseColor } from '../../state/color';
import { useSession } from '../../state/use-session';
import { shortLabel } from './token-groups';

/** One token: what it looks like, its name and its value; a click opens it for editing. */
export function TokenItem({ token }: { token: TokenRow }) {
  const paints = token.kind === 'color' || token.kind === 'gradient';
  return (
    <li>
      <Popover
        title={token.label}
        side="right"
        testId="token-popover"
        trigger={
          <button type="button" className="row token-row" data-testid={`token-row-${token.name}`}>
            {paints ? (
              <Swatch background={token.resolved ?? 'none'} />
            ) : (
              <span className="token-row__icon">
                <Icon of={Hexagon} size={14} />
              </span>
            )}
            <span className="token-row__name">{shortLabel(token.label)}</span>
            <span className="token-row__value">{token.resolved ?? 'Missing'}</span>
          </button>
        }
      >
        <TokenEditor token={token} />
      </Popover>
    </li>
  );
}

function TokenEditor({ token }: { token: TokenRow }) {
  const session = useSession();
  const set = (args: { value?: string; label?: string; modes?: Record<string, string> }): void => {
    session.run('token.set', { name: token.name, ...args });
  };
  const color = token.kind === 'color' ? parseColor(token.resolved ?? '') : undefined;
  const stands = token.value.startsWith('var(');
  return (
    <div className="token-editor">
      <TextField label="Name" value={token.label} onChange={(label) => set({ label })} />
      <TextField
        label="Value"
        value={token.value}
        testId="token-value"
        onChange={(value) => set({ value })}
      />
      {Object.entries(token.modes).map(([mode, value]) => (
        <TextField
          key={mode}
          label={`Value in ${mode}`}
          mark={<span className="token-editor__mode">{mode}</span>}
          value={value}
          onChange={(next) => set({ modes: { [mode]: next } })}
        />
      ))}
      {color && !stands && (
        <ColorPicker color={color} onChange={(next) => set({ value: formatColor(next) })} />
      )}
      <p className="token-editor__note">
        {token.description || `Used as var(--${token.name})`}
      </p>
      <Button onClick={() => session.run('token.remove', { name: token.name })}>
        <Icon of={Trash2} size={14} /> Remove
      </Button>
    </div>
  );
}
