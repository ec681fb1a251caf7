import type { DefineComponent } from 'vue';

declare const PrivacySheet: DefineComponent<object>;
export default PrivacySheet;
