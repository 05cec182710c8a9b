import { Modal } from "../../../ui/controls.js";
import { useWords } from "../../../words.js";
import { AssignForm } from "./assign-form.js";
import { AcceptanceForm, SurveyForm } from "./heard-forms.js";
import { BlockForm, CancelForm, SettleForm, VisitForm } from "./text-forms.js";
import { PriorityForm } from "./priority-form.js";
import { ResolutionForm } from "./resolution-form.js";
import type { DialogName } from "./use-acts.js";
import { ACT_WORDS } from "./words.js";

const FORMS: Record<DialogName, React.ComponentType<{ close: () => void }>> = {
  assign: AssignForm,
  priority: PriorityForm,
  resolution: ResolutionForm,
  cancel: CancelForm,
  acceptance: AcceptanceForm,
  survey: SurveyForm,
  visit: VisitForm,
  block: BlockForm,
  settle: SettleForm,
};

/** The acts that ask something first; what was typed in them stays until they are done. */
export default function Dialogs({ name, close }: { name: DialogName; close: () => void }) {
  const t = useWords(ACT_WORDS);
  const titles: Record<DialogName, string> = {
    assign: t.assignTitle,
    priority: t.priorityTitle,
    resolution: t.resolutionTitle,
    cancel: t.cancelTitle,
    acceptance: t.acceptanceTitle,
    survey: t.surveyTitle,
    visit: t.visitTitle,
    block: t.blockTitle,
    settle: t.settleTitle,
  };
  const Form = FORMS[name];
  return (
    <Modal
      opened
      onClose={close}
      title={titles[name]}
      size={name === "resolution" ? 560 : 440}
      closeButtonProps={{ "aria-label": t.close }}
    >
      <Form close={close} />
    </Modal>
  );
}
