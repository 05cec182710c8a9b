import { InputTextStyle, SubmitAction, TextInput } from "adaptivecards";
import { localeOf } from "./card-locale.js";
import { contactFault } from "./contact.js";
import { makeFaultLine } from "./fault-line.js";
import { FORM_CHOICE, answerOf } from "./tidy.js";
import { WORDS } from "./words.js";

/** Input.Text with a sentence beside it when it is wrong. The style Tel is a phone number or an e-mail. */
export class TextField extends TextInput {
  private readonly fault = makeFaultLine();

  override get value(): string | undefined {
    return super.value?.trim();
  }

  get isContact(): boolean {
    return this.style === InputTextStyle.Tel;
  }

  override isValid(): boolean {
    return this.contactFault() === null;
  }

  protected override overrideInternalRender(): HTMLElement | undefined {
    const outer = super.overrideInternalRender();
    const control = this.renderedInputControlElement;
    if (!outer || !control) return outer;
    this.fault.attach(outer, control);
    if (control instanceof HTMLInputElement) this.setUpLine(control);
    else if (control instanceof HTMLTextAreaElement) this.setUpBox(control, outer);
    return outer;
  }

  protected override showValidationErrorMessage(): void {
    const emptied = this.isSet() ? null : (this.errorMessage ?? WORDS[localeOf(this)].required);
    this.fault.tell(emptied ?? this.contactFault());
  }

  protected override resetValidationFailureCue(): void {
    super.resetValidationFailureCue();
    this.fault.tell(null);
  }

  private contactFault(): string | null {
    return this.isContact && this.value ? contactFault(this.value, localeOf(this)) : null;
  }

  private setUpLine(control: HTMLInputElement): void {
    if (this.isContact) {
      // A keypad of digits could not write an e-mail; this keyboard writes both.
      control.type = "text";
      control.inputMode = "email";
      control.autocomplete = "tel";
      control.autocapitalize = "none";
      control.spellcheck = false;
    } else control.autocomplete = this.id === "name" ? "name" : "off";
    control.enterKeyHint = "send";
    control.addEventListener("keydown", (event) => {
      // Enter that ends a composition belongs to the input method (Safari tells it by 229 only).
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.formAction()?.execute();
    });
  }

  private setUpBox(control: HTMLTextAreaElement, outer: HTMLElement): void {
    control.rows = 1;
    if (this.placeholder || !this.label) return;
    // A box that says itself what it is for; its label stays for those who do not see it.
    control.placeholder = this.label;
    outer.classList.add("self-named");
  }

  private formAction(): SubmitAction | undefined {
    const actions = this.getRootElement().getAllActions();
    return actions.find((action) => action instanceof SubmitAction && answerOf(action.data)?.choice === FORM_CHOICE) as
      SubmitAction | undefined;
  }
}
