/** One family of line icons, 24 × 24, drawn for this program. */
export const SIDE = 24;
export const PATHS = {
  home: 'M3 11 12 4l9 7M5.5 9.5V20h13V9.5M10 20v-6h4v6',
  clipboard: 'M6 5h12v16H6zM9 5V3h6v2M9 11h6M9 15h6',
  heart: 'M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.6C19.5 15.4 12 20 12 20z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7M9 15l2 2 4-4',
  bell: 'M6 17V11a6 6 0 1 1 12 0v6l1.5 1.5h-15zM10 21h4',
  wallet: 'M4 7h16v13H4zM4 7l11-3.5V7M15 13.5h5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 21 21',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 1 1 13 0c0 5-6.5 11-6.5 11zM12 12a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  phone: 'M7 4 4.5 6.5c0 7 6 13 13 13L20 17l-4-3-2 1.5c-2.5-1-4.5-3-5.5-5.5L10 8z',
  camera: 'M3.5 8h4L9 5.5h6L16.5 8h4v11.5h-17zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  check: 'M5 12.5 10 17.5 19.5 7',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
  plus: 'M12 5v14M5 12h14',
  repeat: 'M5 11a7 7 0 0 1 12.5-4.2L20 9M20 4.5V9h-4.5M19 13a7 7 0 0 1-12.5 4.2L4 15M4 19.5V15h4.5',
  shield: 'M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10',
  medical: 'M4.5 12a7.5 7.5 0 0 1 15 0 7.5 7.5 0 0 1-15 0zM12 8.2v7.6M8.2 12h7.6',
  rehab: 'M12 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 8v6M6 10.5l6-2 6 2M12 14l-4 7M12 14l4 7',
  living: 'M3 12h18v2.5a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5zM6 12V6.5a2.3 2.3 0 0 1 4.5 0M7.5 19.5 6.5 21.5M16.5 19.5l1 2',
  special: 'M12 3.5l2.6 5.3 5.9.9-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.9z',
  switch: 'M4 8.5h14M14.5 5 18 8.5 14.5 12M20 15.5H6M9.5 12 6 15.5 9.5 19',
  speaker: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  microphone: 'M12 14.5a3 3 0 0 0 3-3V7a3 3 0 0 0-6 0v4.5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5v3M9 20.5h6',
  moon: 'M20 14.5A8.2 8.2 0 0 1 9.5 4 8.2 8.2 0 1 0 20 14.5z',
  cloud: 'M7 18.5a4 4 0 0 1-.4-8A5.5 5.5 0 0 1 17.2 9a4.8 4.8 0 0 1 0 9.5zM4 4l16 17',
  type: 'M4 7V5h11v2M9.5 5v14M7.5 19h4M15 12.5V11h6v1.5M18 11v8M16.5 19h3',
} as const;

export type IconName = keyof typeof PATHS;
export const ICONS = Object.keys(PATHS) as readonly IconName[];
/** Whose token colours it. */
export type Tone = 'blue' | 'green' | 'amber' | 'purple' | 'red' | 'muted' | 'faint' | 'on-fill' | 'on-hero';

interface Drawing {
  readonly viewBox: string;
  readonly inside: string;
}

/** As an address for `mask-image`: weapp has no <svg>, and a mask takes any colour. */
export function drawnUrl({ viewBox, inside }: Drawing): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none" stroke="black" stroke-width="2" ` +
    `stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
