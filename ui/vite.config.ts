import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // The shell's development address; another port would leave it with a blank window.
  server: { port: 1420, strictPort: true },
  clearScreen: false,
  build: {
    // WebView2 and WKWebView on the oldest systems Tieout is built for. WebKitGTK is newer than both.
    target: ['chrome111', 'safari16.4'],
    // The window's content security policy takes fonts from files only, so nothing may become a data: address.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // Tests read the style sheets: without `css` each would be an empty text to them.
  // Beside a compilation a test takes its time.
  test: { include: ['src/**/*.test.ts'], environment: 'node', css: true, testTimeout: 60_000 },
});
