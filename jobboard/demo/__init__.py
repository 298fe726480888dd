"""The demo: invented clinics, people, jobs and applications, made through the services so that they obey
the rules, and at moments in the past (`timing.py`), so that timelines and records read as they would."""
