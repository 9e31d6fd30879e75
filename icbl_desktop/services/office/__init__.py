"""The secretariat's side: reports that came in, what they say together, and what is answered.

- Files come in: ``arriving`` adds them; ``opening`` and ``mails`` read one, ``keeping`` writes down what was
  in it, ``results`` says what became of it.
- What counts: ``settling`` works it out anew after any change, by ``bindings`` (whose streams are whose),
  ``standing`` (which reports count), ``told`` (what each carries), ``merged`` (records as they stand),
  ``spots`` (their places in the matrix), ``foreign`` (records that are another campaign's).
- A person decides: ``needs`` lists what waits: ``campaigns`` (keys to confirm), ``deciding`` and
  ``doubting`` (contradictions), ``overlaps`` (the same work from two sides); ``seen`` is what was put away,
  ``due`` what has not come.
- Reports are reviewed: ``received``, ``report_view``, ``review``, ``asking``, ``templates``; the answers
  leave by ``receipt_files``.
- The picture: ``selecting`` and ``counted_records`` find what a scope holds. Its parts are ``picture``
  (the line of figures), ``matrix``, ``timeline``, ``silence``, ``commitments``, ``indicators``, ``grants``
  and ``accounts``. ``behind`` and ``record`` open a figure and a record, ``search`` finds words, ``exports``
  writes files.
- ``desk``: where the store lies, and who acts.
"""
