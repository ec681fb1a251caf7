import { computed, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { ExamQuestionView, ExamView } from '#contract/trainNurse';
import Taro from '@tarojs/taro';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { useSubmit, type Submit } from '@/live/use-submit';
import { useTicking } from '@/live/use-ticking';
import { drop, keep, readKept } from '@/session/kept-on-phone';
import { signedIn } from '@/session/session';

type Answers = Record<string, readonly number[]>;
interface Kept {
  readonly attemptId: string;
  readonly answers: Answers;
}

export interface OpenExam {
  readonly page: Loaded<ExamView>;
  readonly at: Ref<number>;
  readonly question: ComputedRef<ExamQuestionView | null>;
  readonly chosen: ComputedRef<readonly number[]>;
  readonly choose: (option: number) => void;
  readonly unanswered: ComputedRef<readonly number[]>;
  readonly now: Ref<number>;
  readonly isOver: ComputedRef<boolean>;
  readonly submission: Submit;
}

/** The exam that is open, or a new one. Answers are kept on the phone until it is handed in; the clock is the server's. */
export function useExam(): OpenExam {
  const { userId } = signedIn();
  const answers = ref<Answers>({});
  const at = ref(0);
  const page = loaded(async () => {
    const { exam } = await call('trainNurse', { kind: 'startExam' });
    if (!exam) throw new Error('startExam answered no exam');
    const kept = readKept<Kept>('exam-draft', userId);
    answers.value = kept?.attemptId === exam.attemptId ? kept.answers : {};
    return exam;
  });
  onMounted(() => void page.load());
  const questions = computed(() => page.data.value?.questions ?? []);
  const question = computed(() => questions.value[at.value] ?? null);
  const chosen = computed(() => answers.value[question.value?.questionId ?? ''] ?? []);
  const choose = (option: number) => {
    if (!question.value || !page.data.value) return;
    const { questionId, kind } = question.value;
    const others = chosen.value.filter((one) => one !== option);
    const several = chosen.value.includes(option) ? others : [...others, option].sort((a, b) => a - b);
    answers.value = { ...answers.value, [questionId]: kind === 'multiple' ? several : [option] };
    keep('exam-draft', userId, { attemptId: page.data.value.attemptId, answers: answers.value });
  };
  const unanswered = computed(() =>
    questions.value.flatMap(({ questionId }, index) => (answers.value[questionId]?.length ? [] : [index])),
  );
  const now = useTicking();
  const isOver = computed(() => page.data.value !== null && now.value >= page.data.value.endsAt);
  const submission = useSubmit(async () => {
    if (!page.data.value) return;
    const { attemptId } = page.data.value;
    const given = questions.value.map(({ questionId }) => ({
      questionId,
      chosen: [...(answers.value[questionId] ?? [])],
    }));
    await call('trainNurse', { kind: 'submitExam', attemptId, answers: given });
    drop('exam-draft', userId);
    // the result takes the exam's place: "back" must not open what is over
    void Taro.redirectTo({ url: `/packages/training/result/index?attemptId=${attemptId}` });
  });
  // a few seconds before the end: an answer that arrives after it counts for nothing
  const HURRY_MS = 5000;
  watch(
    () => page.data.value !== null && page.data.value.endsAt - now.value <= HURRY_MS,
    (near) => near && void submission.submit(),
  );
  return { page, at, question, chosen, choose, unanswered, now, isOver, submission };
}
