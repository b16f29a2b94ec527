import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import type { Backend } from './lib/backend/backend';
import { tauri } from './lib/backend/tauri';

/** In development a plain browser gets the fake company. The built window contains neither it nor the question. */
async function backend(): Promise<Backend> {
  if (import.meta.env.DEV) {
    const { inBrowser, worldOf } = await import('./dev/world');
    if (inBrowser()) return worldOf(new URLSearchParams(location.search));
  }
  return tauri;
}

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { backend: await backend() } });
