import { useState } from "react";
import { ask, type Problem } from "../api/client.js";
import { SIGN_IN_WORDS, useSignInProblem } from "../pages/sign-in/words.js";
import { Button, Modal, PasswordInput } from "../ui/controls.js";
import { ProblemLine } from "../ui/panes.js";
import { toast } from "../ui/toast.js";
import { useWords, words } from "../words.js";

const WORDS = words(
  { title: "修改密码", current: "现在的密码", save: "修改", done: "密码已改，别处的登录都已退出。" },
  {
    title: "Change password",
    current: "Current password",
    save: "Change it",
    done: "Password changed; every other browser is signed out.",
  },
);

export function PasswordDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useWords(WORDS);
  const s = useWords(SIGN_IN_WORDS);
  const say = useSignInProblem();
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const answered = await ask({
      method: "POST",
      path: "/session/password",
      body: { current: fields.get("current"), next: fields.get("next") },
    });
    setProblem(answered.ok ? null : answered.problem);
    if (!answered.ok) return;
    close();
    toast(t.done);
  };
  const toggle = { "aria-label": s.showPassword };
  return (
    <Modal opened={opened} onClose={close} title={t.title}>
      <form className="fields" onSubmit={(event) => void submit(event)}>
        <PasswordInput
          name="current"
          label={t.current}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={toggle}
          data-autofocus
        />
        <PasswordInput
          name="next"
          label={s.newPassword}
          description={s.passwordRule}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={toggle}
        />
        <ProblemLine problem={problem} say={say} />
        <Button type="submit" variant="filled">
          {t.save}
        </Button>
      </form>
    </Modal>
  );
}
