import type { DefineComponent } from 'vue';

/** WeChat's own button for its own number; in a browser there is none. */
declare const component: DefineComponent<{ onCode?: (code: string) => void; onRefused?: () => void }>;
export default component;
