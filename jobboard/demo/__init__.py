"""The demo: invented organizations, people and jobs, made through the services of the rooms.

Everything that moves between states goes through a service. `timing.py` is the one exception: it sets the
dates of applications into the past. Nothing here names a real organization or person.
"""
