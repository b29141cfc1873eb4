import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running `omnios serve`. */
const HOST = process.env['OMNIOS_HOST'] ?? 'http://127.0.0.1:4400';

export default defineConfig({
  plugins: [react()],
  // Relative addresses, because the desktop window serves the page from its own scheme.
  base: './',
  build: {
    target: 'es2022',
    // The module is fetched by a streaming request; inlining would double it in memory.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: {
    // The fonts are shared with the engine and lie beside this folder.
    fs: { allow: ['..'] },
    proxy: {
      '/api': HOST,
      '/assets': HOST,
      '/sync': { target: HOST.replace(/^http/, 'ws'), ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
  },
});
