import { strings } from '@/strings/onboarding';

export default definePageConfig({ navigationBarTitleText: strings.partPage });
