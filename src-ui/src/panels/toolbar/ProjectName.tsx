import { useState } from 'react';

import { Tooltip } from '../../design-system/Tooltip';
import { useSession, useStudio } from '../../state/use-session';
import { InlineName } from '../InlineName';

export function ProjectName() {
  const session = useSession();
  const name = useStudio((state) => state.projectName);
  const [editing, setEditing] = useState(false);
  return (
    <div className="project-name">
      {editing ? (
        <InlineName
          label="Project name"
          name={name}
          onDone={(next) => {
            setEditing(false);
            if (next) session.run('project.rename', { name: next });
          }}
        />
      ) : (
        <Tooltip label="Rename the project">
          <button
            type="button"
            className="project-name__show"
            data-testid="project-name"
            onClick={() => setEditing(true)}
          >
            {name || 'Untitled'}
          </button>
        </Tooltip>
      )}
    </div>
  );
}
