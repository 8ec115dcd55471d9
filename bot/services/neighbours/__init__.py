"""Help among neighbours: «Nhờ hỗ trợ», «Bà con của tôi», and the morning round of a hamlet."""
