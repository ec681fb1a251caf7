import { strings } from '@/strings/onboarding';

export default definePageConfig({ navigationBarTitleText: strings.face.title });
