import { Plus } from 'lucide-react';

import { Button } from '../../design-system/Button';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { DropdownMenu } from '../../design-system/Menu';
import { useSession } from '../../state/use-session';

interface Props {
  small?: boolean;
  onAdded?: () => void;
}

/** Adds an animation to the selected element, from a preset. */
export function AddAnimation({ small, onAdded }: Props) {
  const session = useSession();
  return (
    <DropdownMenu
      entries={session.motionPresets.map(({ id, title }) => ({
        label: title,
        testId: `preset-${id}`,
        run: () => {
          session.run('motion.add-animation', { preset: id });
          onAdded?.();
        },
      }))}
    >
      {small ? (
        <IconButton icon={Plus} label="Add an animation" small side="top" data-testid="add-preset" />
      ) : (
        <Button data-testid="add-preset">
          <Icon of={Plus} size={14} />
          Add an animation
        </Button>
      )}
    </DropdownMenu>
  );
}
