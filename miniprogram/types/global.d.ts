/// <reference types="@tarojs/taro" />

/** True only in the H5 build for one's own desk: the bar that chooses who you are, payment and walking simulated. */
declare const __DEVELOPMENT__: boolean;
/** CloudBase environment of the weapp build; '' is the one the mini-program is bound to. */
declare const __CLOUD_ENV__: string;

/** JSON text: WeChat's template id by our name of the message; '{}' where none is known. */
declare const __SUBSCRIBE_TEMPLATES__: string;

declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape Vue's own documentation gives for untyped readers
  const component: DefineComponent<Record<string, unknown>, Record<string, unknown>, any>;
  export default component;
}

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5';
    NODE_ENV: 'development' | 'production' | 'test';
  }
}
