"""Writes of questions: asked by guests, answered by sellers, let through or hidden by operators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import FormUsed
from catalog.kernel.public_words import says_something, tidy
from catalog.products.models import Product
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as spans
from storefront.deadlines.rules import What
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.questions import queries
from storefront.questions.errors import AnsweredBefore, NobodyToAsk, NothingAsked
from storefront.questions.models import Question
from storefront.questions.signals import question_asked


@dataclass(frozen=True)
class NewQuestion:
    """What a guest asks, and how the answer finds the guest."""

    form_key: str
    author: str
    text: str
    phone: str | None
    email: str | None
    language: str


def ask(product: Product, new: NewQuestion, now: datetime) -> Question:
    """Keep a question; nobody but the seller and the operator reads it yet.

    Raises NobodyToAsk, NothingAsked or FormUsed. The same form twice is one question.
    """
    if known := queries.find_by_key(new.form_key):
        return _the_same(known, product, new)
    if product.producer is None or product.producer.verified_on is None:
        raise NobodyToAsk
    text = tidy(new.text)
    if not says_something(text):
        raise NothingAsked
    span = deadlines.find(What.QUESTION_ANSWER, local_date(now))
    question = Question(
        form_key=new.form_key,
        product_id=product.id,
        author=tidy(new.author) or "Khách",
        phone=new.phone,
        email=new.email,
        language=new.language,
        text=text,
        asked_at=now,
        due_at=spans.ends(span, now),
    )
    try:
        with session.begin_nested():  # of two posts of one form one is kept
            session.add(question)
    except IntegrityError:
        known = queries.find_by_key(new.form_key)
        if known is None:
            raise
        return _the_same(known, product, new)
    question_asked.send(None, producer_id=product.producer.id, question_id=question.id)
    return question


def _the_same(known: Question, product: Product, new: NewQuestion) -> Question:
    if (known.product_id, known.text) != (product.id, tidy(new.text)):
        raise FormUsed
    return known


def answer(actor: Actor, question: Question, text: str, now: datetime) -> None:
    """The seller answers: question and answer are public from now on, and the asker is told.

    Raises AnsweredBefore or NothingAsked.
    """
    words = tidy(text)
    if not says_something(words):
        raise NothingAsked
    written = session.execute(
        update(Question)
        .where(Question.id == question.id, Question.answer.is_(None))
        .values(
            answer=words,
            answered_by=actor.name,
            answered_at=now,
            published_at=question.published_at or now,
        )
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(written) != 1:
        raise AnsweredBefore
    _tell(question, now)
    sentence = f"Trả lời câu hỏi về {question.product.name}."
    audit.record(actor, "questions.answer", question, sentence)


def _tell(question: Question, now: datetime) -> None:
    if question.product.is_demo:
        return
    to = Recipient(question.phone, question.email, question.language)
    values = {"number": question.product.name, "path": f"/san-pham/{question.product.slug}/hoi"}
    messages.queue(Kind.NEWS, f"question:{question.id}", to, values, now)


def let_through(actor: Actor, question: Question, now: datetime) -> None:
    """An operator makes a question public that has no answer yet."""
    question.published_at = question.published_at or now
    question.hidden_at = question.hidden_why = None
    sentence = f"Cho hiện một câu hỏi về {question.product.name}."
    audit.record(actor, "questions.publish", question, sentence)


def hide(actor: Actor, question: Question, reason: str, now: datetime) -> None:
    """An operator takes a question away, and says why."""
    question.hidden_at, question.hidden_why = now, reason
    sentence = f"Ẩn một câu hỏi về {question.product.name}: {reason}"
    audit.record(actor, "questions.hide", question, sentence)


def forget_askers_before(moment: datetime) -> int:
    """Let go of who asked what was answered before then, or asked before then and never answered.

    Gives of how many questions.
    """
    is_old = or_(
        Question.answered_at < moment,
        and_(Question.answered_at.is_(None), Question.asked_at < moment),
    )
    forgotten = session.execute(
        update(Question)
        .where(
            is_old,
            or_(Question.phone.is_not(None), Question.email.is_not(None)),
        )
        .values(phone=None, email=None)
    )
    return rows_changed(forgotten)
