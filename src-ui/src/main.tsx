import { createRoot } from 'react-dom/client';

import { App } from './App';
import { startStudio } from './state/studio';
import './design-system/tokens.css';
import './design-system/fonts.css';
import './design-system/base.css';
import './design-system/controls.css';
import './design-system/overlays.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
void startStudio();
