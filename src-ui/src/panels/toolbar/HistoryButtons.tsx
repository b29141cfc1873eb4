import { Redo2, Undo2 } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { useSession, useStudio } from '../../state/use-session';

export function HistoryButtons() {
  const session = useSession();
  const undo = useStudio((state) => state.undo);
  const redo = useStudio((state) => state.redo);
  return (
    <>
      <IconButton
        icon={Undo2}
        label={undo ? `Undo ${lowerFirst(undo)}` : 'Nothing to undo'}
        shortcut="Mod+Z"
        disabled={undo === undefined}
        data-testid="undo"
        onClick={() => session.run('edit.undo')}
      />
      <IconButton
        icon={Redo2}
        label={redo ? `Redo ${lowerFirst(redo)}` : 'Nothing to redo'}
        shortcut="Mod+Shift+Z"
        disabled={redo === undefined}
        data-testid="redo"
        onClick={() => session.run('edit.redo')}
      />
    </>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
