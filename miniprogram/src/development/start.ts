/** The development bar: its own small program above the real one, so that nothing of it can reach other builds. */
import { createApp } from 'vue';
import { simulated } from '@/location/position';
import DevBar from './dev-bar.vue';

function simulatedFromAddress(): void {
  const [longitude, latitude] = (new URLSearchParams(window.location.search).get('at') ?? '').split(',').map(Number);
  if (longitude && latitude) simulated.value = [longitude, latitude];
}

export function start(place: HTMLElement): void {
  simulatedFromAddress();
  createApp(DevBar).mount(place);
}
