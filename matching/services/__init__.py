from matching.services.counting import count_people, forget_counts, freeze_counted_people

__all__ = ["count_people", "forget_counts", "freeze_counted_people"]
