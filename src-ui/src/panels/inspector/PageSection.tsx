import { Slash } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { TextField } from '../../design-system/TextField';
import { useSession, useStudio } from '../../state/use-session';
import { Section } from './Section';

/** The current page's settings, where nothing is selected. */
export function PageSection() {
  const session = useSession();
  const page = useStudio((state) => state.pages.find((it) => it.id === state.page));
  if (!page) return null;
  const id = { page: page.id };
  return (
    <Section title="Page">
      <span className="caption">Route</span>
      <TextField
        label="Route"
        mark={<Icon of={Slash} size={12} />}
        value={page.route.replace(/^\//, '')}
        placeholder="home"
        onChange={(text) =>
          session.run('page.set-route', { ...id, route: `/${text.trim().replace(/^\/+/, '')}` })
        }
      />
      <span className="caption">Title in the browser tab</span>
      <TextField
        label="Title"
        value={page.title}
        placeholder={page.name}
        testId="page-title"
        onChange={(title) => session.run('page.set-meta', { ...id, title })}
      />
      <span className="caption">Description for search engines</span>
      <TextField
        label="Description"
        multiline
        value={page.description}
        placeholder="One or two sentences"
        onChange={(text) =>
          // The document takes no line breaks there.
          session.run('page.set-meta', { ...id, description: text.replace(/\s+/g, ' ').trim() })
        }
      />
    </Section>
  );
}
